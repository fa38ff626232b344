#include "base/pool.h"

#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

struct job {
    pool_work *work;
    void *context;
    size_t count;
    atomic_size_t next;
};

struct worker {
    pthread_t thread;
    struct job *job;
    unsigned number;
};

static void *run_worker(void *argument)
{
    struct worker *worker = argument;
    struct job *job = worker->job;
    for (size_t i; (i = atomic_fetch_add(&job->next, 1)) < job->count;)
        job->work(job->context, i, worker->number);
    return NULL;
}

void pool_each(unsigned threads, size_t count, pool_work *work, void *context)
{
    struct job job = { work, context, count, 0 };
    struct worker workers[POOL_THREADS_MAX] = { 0 };
    if (threads > POOL_THREADS_MAX)
        threads = POOL_THREADS_MAX;
    if (threads > count)
        threads = (unsigned)count;
    unsigned started = 0;
    for (unsigned i = 1; i < threads; i++) {
        workers[i] = (struct worker){ .job = &job, .number = i };
        if (pthread_create(&workers[i].thread, NULL, run_worker, &workers[i]) != 0)
            break;
        started = i;
    }
    workers[0] = (struct worker){ .job = &job, .number = 0 };
    run_worker(&workers[0]);
    for (unsigned i = 1; i <= started; i++)
        pthread_join(workers[i].thread, NULL);
}

unsigned pool_processors(void)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n < 1 ? 1 : n > POOL_THREADS_MAX ? POOL_THREADS_MAX : (unsigned)n;
}
