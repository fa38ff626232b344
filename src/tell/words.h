/* tell/words.h -- every word of ours that a reader sees, in one list
 *
 * To translate, give each line another text; nothing else in tell/ holds words.  '#' stands for the
 * numbers that are given, in their order.  A line that ends in _ONE is the form for 1 of the line
 * before it.  Kinds of difference and of lineage have their own lists, in the order of their enums.
 *
 * Fails: never.   Threads: any.   Cost: linear in the text.
 */
#ifndef SYN_TELL_WORDS_H
#define SYN_TELL_WORDS_H

#include <stdint.h>

#include "base/buffer.h"

#define TELL_WORDS(X)                                                                                  \
    X(PROGRAM, "synoptic")                                                                             \
    X(SKIP, "Skip to the story")                                                                       \
    X(ON_THIS_PAGE, "On this page")                                                                    \
    X(STORIES, "Stories")                                                                              \
    X(STORIES_FOUND, "# stories in # reports")                                                         \
    X(STORIES_FOUND_ONE, "# story in # reports")                                                       \
    X(HEADLINE_OF, "headline:")                                                                        \
    X(EVENT_OF, "event of")                                                                            \
    X(PRINTED, "printed")                                                                              \
    X(ACCOUNTS, "# independent accounts")                                                              \
    X(ACCOUNTS_ONE, "# independent account")                                                           \
    X(IN_REPORTS, "in # reports")                                                                      \
    X(IN_REPORTS_ONE, "in # report")                                                                   \
    X(AND_COPIES, "and # copies")                                                                      \
    X(AND_COPIES_ONE, "and # copy")                                                                    \
    X(COPIES_OF, "copies of")                                                                          \
    X(BEHIND, "goes back to")                                                                          \
    X(ORIGIN, "Account")                                                                               \
    X(STRIP, "# reports in # accounts")                                                                \
    X(STRIP_ONE, "# report in # accounts")                                                             \
    X(CONFLICTS, "# conflicts")                                                                        \
    X(CONFLICTS_ONE, "# conflict")                                                                     \
    X(NO_CONFLICTS, "No conflicts found")                                                              \
    X(NOT_CONFLICTS, "Not conflicts:")                                                                 \
    X(MORE_CONFLICTS, "and # more")                                                                    \
    X(MORE_CONFLICTS_ONE, "and # more")                                                                \
    X(ALL_SAY, "What all # accounts say")                                                              \
    X(ALL_SAY_ONE, "What the one account says")                                                        \
    X(MOST_SAY, "What most accounts say")                                                              \
    X(NOTHING_SHARED, "No claim is held by more than one account.")                                    \
    X(OF_N, "of #")                                                                                    \
    X(OF, "# of #")                                                                                    \
    X(IN_VARIANTS, "in variants")                                                                      \
    X(LINEAGE, "Who copied whom")                                                                      \
    X(LINEAGE_CLOCK, "Each row a report, each lane an account; left to right the time of printing.")   \
    X(LINEAGE_DAYS, "Each row a report, each lane an account; left to right the day of printing.")     \
    X(LINEAGE_ORDER, "Each row a report, each lane an account. Order by evidence, no clock times.")    \
    X(ROOT, "root")                                                                                    \
    X(ROOT_OF, "Root of account")                                                                      \
    X(OWN_ACCOUNT, "own account")                                                                      \
    X(COPY, "copy")                                                                                    \
    X(COPY_OF, "from")                                                                                 \
    X(SHARED_SOURCE, "Common source:")                                                                 \
    X(AND, "and")                                                                                      \
    X(INFERRED, "Inferred:")                                                                           \
    X(KEY, "Key")                                                                                      \
    X(KEY_SHARE, "% = the copy’s words that stand in its source, in order")                            \
    X(CLAIMS, "Claims")                                                                                \
    X(CLAIMS_NOTE, "# claims. What counts is accounts: a copy adds none, however many print it.") \
    X(CLAIMS_NOTE_ONE, "# claim. What counts is accounts: a copy adds none, however many print it.") \
    X(OPEN_A_CLAIM, "Open a claim for the exact words.")                                               \
    X(CLAIMS_CAPTION, "Claims by reports, reports grouped by account")                                   \
    X(CLAIM, "Claim")                                                                                  \
    X(HELD_BY, "Held by")                                                                              \
    X(ACCOUNTS_OF, "accounts of #")                                                                    \
    X(REPORTS_OF, "reports of #")                                                                      \
    X(OF_ACCOUNTS, "of # accounts")                                                                    \
    X(OF_REPORTS, "of # reports")                                                                      \
    X(AGREED, "Agreed by all that say it")                                                             \
    X(TOLD_DIFFERENTLY, "Told differently")                                                            \
    X(ONE_ACCOUNT, "Only one account")                                                                 \
    X(SAYS_SO, "says so")                                                                              \
    X(SAYS_SO_COPIED, "says so, copied")                                                               \
    X(SAYS_OTHERWISE, "says it differently")                                                           \
    X(SILENT, "silent")                                                                                \
    X(CANNOT_TELL, "cut off or too short to tell")                                                     \
    X(BACKGROUND, "background")                                                                        \
    X(SAID_BY, "said by")                                                                              \
    X(NO_CLAIMS, "No statement stands out.")                                                           \
    X(COLUMNS, "Columns")                                                                              \
    X(EVERY_REPORT, "every report")                                                                    \
    X(ONE_PER_ACCOUNT, "one per account")                                                              \
    X(DIFFERENCES, "Differences")                                                                      \
    X(DIFFERENCES_NOTE, "By kind. Only a conflict means that two values cannot both hold.")            \
    X(VALUE, "Value")                                                                                  \
    X(DRAWN, "Drawn")                                                                                  \
    X(BY, "Accounts")                                                                                  \
    X(WHERE, "Where")                                                                                  \
    X(QUOTES, "Quotes")                                                                                \
    X(QUOTES_NOTE, "Words that differ from the first variant are marked.")                             \
    X(NO_SPEAKER, "nobody named")                                                                      \
    X(VIA, "as passed on by")                                                                          \
    X(DISPUTED_SPEAKER, "the reports name different speakers")                                         \
    X(SAME_WORDS, "the same words")                                                                    \
    X(VARIANTS, "# variants")                                                                          \
    X(VARIANTS_ONE, "# variant")                                                                       \
    X(PARAPHRASE, "reported speech")                                                                   \
    X(ONLY, "Only one has")                                                                            \
    X(ONLY_NOTE, "Said about the others, so they were searched first. What could not be searched is named.") \
    X(SEARCHED, "# other reports searched.")                                                           \
    X(SEARCHED_ONE, "# other report searched.")                                                        \
    X(MORE_ONLY, "and # more, in the page (--format html) and in the JSON")                            \
    X(MORE_ONLY_ONE, "and # more, in the page (--format html) and in the JSON")                        \
    X(CANNOT_TELL_THESE, "Cannot tell:")                                                               \
    X(TIMELINE, "Timeline")                                                                            \
    X(TIMELINE_NOTE, "What happened when, by the reports: not when it was printed.")                   \
    X(THE_EVENT, "the event")                                                                          \
    X(DAY_ONLY, "day")                                                                                 \
    X(MONTH_ONLY, "month only")                                                                        \
    X(YEAR_ONLY, "year only")                                                                          \
    X(WEEK_ONLY, "week only")                                                                          \
    X(REPORTS, "Reports")                                                                              \
    X(REPORTS_NOTE, "Each in full, in order of account. Every mark above leads to its place here.")    \
    X(REPORT, "Report")                                                                                \
    X(HANDLE, "Name here")                                                                             \
    X(FILE, "File")                                                                                    \
    X(OUTLET, "Outlet")                                                                                \
    X(PUBLISHED, "Published")                                                                          \
    X(BYLINE, "Byline")                                                                                \
    X(LANGUAGE, "Language")                                                                            \
    X(SOURCE, "Source")                                                                                \
    X(CREDIT, "Credit")                                                                                \
    X(DESCENT, "Goes back")                                                                            \
    X(WHAT_IT_IS, "What it is")                                                                        \
    X(LEFT_OUT, "Left out of the text")                                                                \
    X(NOTHING_LEFT_OUT, "nothing")                                                                     \
    X(UNKNOWN, "not given")                                                                            \
    X(BYTES, "# bytes")                                                                                \
    X(BYTES_ONE, "# byte")                                                                             \
    X(NO_TITLE, "no title")                                                                            \
    X(CUT_OFF, "cut off")                                                                              \
    X(APPEARANCE, "Appearance")                                                                        \
    X(AS_SYSTEM, "as the system")                                                                      \
    X(LIGHT, "light")                                                                                  \
    X(DARK, "dark")                                                                                    \
    X(NO_VERDICT, "synoptic lists what reports say and where they differ. It does not say who is right.")

#define WORD_AS_ENUM(name, text) WORD_##name,
enum word { TELL_WORDS(WORD_AS_ENUM) WORD_COUNT };

const char *word_text(enum word word);
/* Puts the text with each '#' replaced by the next of `numbers`. */
void word_put(struct buffer *out, enum word word, uint32_t first, uint32_t second, uint32_t third);
/* The same, in the form for one thing where `first` is 1; the list must have a _ONE line after `word`. */
void word_count(struct buffer *out, enum word word, uint32_t first, uint32_t second, uint32_t third);

/* What a reader calls the kinds: "conflict", "other scope"; "reprint", "rewrite". */
const char *word_difference(unsigned label);
const char *word_lineage(unsigned kind);
/* A language's English name, or its code. */
struct span word_language(struct span code);

#endif
