/* Ranges by table: the first and the last address of each, and the neighbours outside. */
#include "read/host_address.h"

#include "tap.h"

struct row { const char *address, *use; };   /* use NULL: anyone's */

static const struct row rows[] = {
    { "0.0.0.0", "this machine" },
    { "0.255.255.255", "this machine" },
    { "1.0.0.0", NULL },
    { "9.255.255.255", NULL },
    { "10.0.0.0", "a private network" },
    { "10.255.255.255", "a private network" },
    { "11.0.0.0", NULL },
    { "100.63.255.255", NULL },
    { "100.64.0.0", "a provider's inner network" },
    { "100.127.255.255", "a provider's inner network" },
    { "100.128.0.0", NULL },
    { "126.255.255.255", NULL },
    { "127.0.0.1", "loopback" },
    { "127.255.255.255", "loopback" },
    { "128.0.0.0", NULL },
    { "169.253.255.255", NULL },
    { "169.254.169.254", "link-local" },
    { "169.255.0.0", NULL },
    { "172.15.255.255", NULL },
    { "172.16.0.0", "a private network" },
    { "172.31.255.255", "a private network" },
    { "172.32.0.0", NULL },
    { "192.0.0.8", "a special protocol" },
    { "192.0.1.0", NULL },
    { "192.0.2.1", "documentation" },
    { "192.88.99.1", "a special protocol" },
    { "192.167.255.255", NULL },
    { "192.168.0.1", "a private network" },
    { "192.169.0.0", NULL },
    { "198.17.255.255", NULL },
    { "198.18.0.0", "measuring" },
    { "198.19.255.255", "measuring" },
    { "198.20.0.0", NULL },
    { "198.51.100.9", "documentation" },
    { "203.0.113.255", "documentation" },
    { "203.0.114.0", NULL },
    { "223.255.255.255", NULL },
    { "224.0.0.1", "multicast" },
    { "239.255.255.255", "multicast" },
    { "240.0.0.1", "reserved" },
    { "255.255.255.255", "reserved" },
    { "93.184.216.34", NULL },
    { "::", "this machine" },
    { "::1", "loopback" },
    { "[::1]", "loopback" },
    { "::2", "reserved" },
    { "::7f00:1", "reserved" },
    { "::ffff:127.0.0.1", "loopback" },
    { "::ffff:10.1.2.3", "a private network" },
    { "::ffff:93.184.216.34", NULL },
    { "64:ff9b::10.0.0.1", "a private network" },
    { "64:ff9b::93.184.216.34", NULL },
    { "64:ff9b:1::1", "reserved" },
    { "100::1", "reserved" },
    { "1fff:ffff::1", "reserved" },
    { "2000::1", NULL },
    { "2001::1", "a special protocol" },
    { "2001:1ff::1", "a special protocol" },
    { "2001:200::1", NULL },
    { "2001:db7:ffff::1", NULL },
    { "2001:db8::1", "documentation" },
    { "2001:db9::1", NULL },
    { "2002:7f00:1::", "loopback" },
    { "2002:c0a8:101::1", "a private network" },
    { "2002:5db8:d822::1", NULL },
    { "2a00:1450:4001::8a", NULL },
    { "3fff:fff::1", "documentation" },
    { "3fff:1000::1", NULL },
    { "4000::1", "reserved" },
    { "5f00::1", "reserved" },
    { "fbff::1", "reserved" },
    { "fc00::1", "a private network" },
    { "fdff:ffff::1", "a private network" },
    { "fe80::1", "link-local" },
    { "febf::1", "link-local" },
    { "fec0::1", "a private network" },
    { "ff02::1", "multicast" },
};

static void test_ranges(void)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct host_address address;
        char name[80];
        snprintf(name, sizeof name, "%s is %s", rows[i].address, rows[i].use ? rows[i].use : "anyone's");
        if (!check(host_address_parse(span_of(rows[i].address), &address), "it is a number"))
            continue;
        const char *use = host_address_range(&address);
        check_text(span_of(use ? use : "(none)"), span_of(rows[i].use ? rows[i].use : "(none)"), name);
    }
}

static void test_no_numbers(void)
{
    static const char *const names[] = { "",          "localhost", "127.1",       "0x7f.0.0.1", "2130706433",
                                         "1.2.3.4.5", "1.2.3",     "[127.0.0.1]", "1.2.3.256",  "fe80::1%eth0",
                                         "[::1",      "::1]",      "news.example" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct host_address address;
        check(!host_address_parse(span_of(names[i]), &address), names[i][0] ? names[i] : "nothing");
    }
    struct host_address address;
    check(!host_address_parse(SPAN("127.0.0.1\0.example"), &address), "a NUL hides nothing");
}

int main(void)
{
    test_ranges();
    test_no_numbers();
    return tap_end();
}
