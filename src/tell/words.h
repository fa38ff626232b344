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

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"

#define TELL_WORDS(X)                                                                                  \
    X(PROGRAM, "synoptic")                                                                             \
    X(SKIP, "Skip to the story")                                                                       \
    X(ON_THIS_PAGE, "On this page")                                                                    \
    X(STORIES_FOUND, "# stories in # reports")                                                         \
    X(STORIES_FOUND_ONE, "# story in # reports")                                                       \
    X(HEADLINE_OF, "headline:")                                                                        \
    X(WHO, "who")                                                                                      \
    X(WHAT, "what")                                                                                    \
    X(WHEN, "when")                                                                                    \
    X(IN_PLACE, "where")                                                                               \
    X(PRINTED, "printed")                                                                              \
    X(ACCOUNTS, "# independent accounts")                                                              \
    X(ACCOUNTS_ONE, "# independent account")                                                           \
    X(IN_REPORTS, "in # reports")                                                                      \
    X(IN_REPORTS_ONE, "in # report")                                                                   \
    X(AND_COPIES, "and # copies")                                                                      \
    X(AND_COPIES_ONE, "and # copy")                                                                    \
    X(COPIES_OF, "copies of")                                                                          \
    X(BEHIND, "goes back to")                                                                          \
    X(STANDS_BEHIND, "stands behind # of # reports")                                                   \
    X(ONE_SOURCE_AT, "where they say so")                                                              \
    X(MORE_ACCOUNTS, "and # more accounts")                                                            \
    X(MORE_ACCOUNTS_ONE, "and # more account")                                                         \
    X(SHORT_REPORTS, "Cut off or too short to tell what they leave out:")                              \
    X(STRIP, "# reports in # accounts")                                                                \
    X(STRIP_ONE, "# report in # accounts")                                                             \
    X(CONFLICTS, "# conflicts")                                                                        \
    X(CONFLICTS_ONE, "# conflict")                                                                     \
    X(NO_CONFLICTS, "No conflicts found")                                                              \
    X(WHAT_DIFFERS, "What differs")                                                                    \
    X(NOTHING_DIFFERS, "Nothing was found to differ")                                                  \
    X(QUOTES_VARY, "# quotes vary")                                                                    \
    X(QUOTES_VARY_ONE, "# quote varies")                                                               \
    X(QUOTES_DISPUTED, "# given to different speakers")                                                \
    X(QUOTES_DISPUTED_ONE, "# given to different speakers")                                            \
    X(AND_MORE, "and # more")                                                                          \
    X(AND_MORE_ONE, "and # more")                                                                      \
    X(ALL_SAY, "What all # accounts say")                                                              \
    X(ALL_SAY_ONE, "What the one account says")                                                        \
    X(MOST_SAY, "What most accounts say")                                                              \
    X(SEVERAL_SAY, "What several accounts say")                                                        \
    X(NOTHING_SHARED, "No claim is held by more than one account.")                                    \
    X(SAY_ALONE, "No claim is held by more than one account. What they say, each alone")               \
    X(OF_N, "of #")                                                                                    \
    X(OF, "# of #")                                                                                    \
    X(LINEAGE, "Who copied whom")                                                                      \
    X(LINEAGE_CLOCK, "Each row a report, each lane an account; left to right the time of printing.")   \
    X(LINEAGE_DAYS, "Each row a report, each lane an account; left to right the day of printing.")     \
    X(LINEAGE_ORDER, "Each row a report, each lane an account. In order of descent: not all say when.") \
    X(OWN_ACCOUNT, "own account")                                                                      \
    X(COPY, "copy")                                                                                    \
    X(COPY_OF, "from")                                                                                 \
    X(SHARED_SOURCE, "Common source:")                                                                 \
    X(AND, "and")                                                                                      \
    X(INFERRED, "inferred")                                                                            \
    X(SURE, "sure")                                                                                    \
    X(VERY_LIKELY, "very likely")                                                                      \
    X(LIKELY, "likely")                                                                                \
    X(POSSIBLE, "possible")                                                                            \
    X(KEY, "Key")                                                                                      \
    X(KEY_SHARE, "% = the copy’s words that stand in its source, in order")                            \
    X(CLAIMS, "Claims")                                                                                \
    X(CLAIMS_NOTE, "# claims. What counts is accounts: a copy adds none, however many print it.")      \
    X(CLAIMS_NOTE_ONE, "# claim. What counts is accounts: a copy adds none, however many print it.")   \
    X(OPEN_A_CLAIM, "Open a claim for the exact words.")                                               \
    X(BACK_TO_CLAIM, "back to claim #")                                                                \
    X(BACK_TO_DIFFERENCE, "back to difference #")                                                      \
    X(BACK_TO_QUOTE, "back to quote #")                                                                \
    X(BACK_TO_TIMELINE, "back to line # of the timeline")                                              \
    X(CLAIMS_CAPTION, "Claims by reports, reports grouped by account")                                 \
    X(CLAIM, "Claim")                                                                                  \
    X(HELD_BY, "Held by")                                                                              \
    X(ACCOUNTS_OF, "accounts of #")                                                                    \
    X(REPORTS_OF, "reports of #")                                                                      \
    X(OF_ACCOUNTS, "of # accounts")                                                                    \
    X(OF_REPORTS, "of # reports")                                                                      \
    X(AGREED, "Agreed by all that say it")                                                             \
    X(TOLD_DIFFERENTLY, "Told differently")                                                            \
    X(BEFORE_IT, "Background: what went before")                                                       \
    X(SAYS_SO, "says so")                                                                              \
    X(SAYS_SO_COPIED, "says so, copied")                                                               \
    X(SAYS_OTHERWISE, "says it differently")                                                           \
    X(SILENT, "silent")                                                                                \
    X(SILENT_THESE, "Silent:")                                                                         \
    X(CANNOT_TELL, "cut off or too short to tell")                                                     \
    X(BACKGROUND, "background")                                                                        \
    X(SAID_BY, "said by")                                                                              \
    X(NO_CLAIMS, "No statement stands out.")                                                           \
    X(COLUMNS, "Columns")                                                                              \
    X(EVERY_REPORT, "every report")                                                                    \
    X(ONE_PER_ACCOUNT, "one per account")                                                              \
    X(DIFFERENCES, "Differences")                                                                      \
    X(DIFFERENCES_NOTE, "By kind. Only a conflict means that two values cannot both hold.")            \
    X(MORE_IN_PAGE, "and # more, in the page (--format html) and in the JSON")                         \
    X(MORE_IN_PAGE_ONE, "and # more, in the page (--format html) and in the JSON")                     \
    X(VALUE, "Value")                                                                                  \
    X(DRAWN, "Drawn")                                                                                  \
    X(BY, "Accounts")                                                                                  \
    X(WHERE, "Where")                                                                                  \
    X(QUOTE, "quote")                                                                                  \
    X(QUOTES, "Quotes")                                                                                \
    X(QUOTES_NOTE, "Words that differ from the first variant are marked.")                             \
    X(NO_SPEAKER, "nobody named")                                                                      \
    X(VIA, "as passed on by")                                                                          \
    X(DISPUTED_SPEAKER, "the same words given to different speakers")                                  \
    X(GIVEN_TO, "given to")                                                                            \
    X(SAME_WORDS, "the same words")                                                                    \
    X(VARIANTS, "# variants")                                                                          \
    X(VARIANTS_ONE, "# variant")                                                                       \
    X(ONLY, "Only one account has")                                                                    \
    X(ONLY_NOTE, "Said about the others, so they were searched first. What could not be searched is named.") \
    X(SEARCHED, "# other reports searched.")                                                           \
    X(SEARCHED_ONE, "# other report searched.")                                                        \
    X(MORE, "# more")                                                                                  \
    X(MORE_ONE, "# more")                                                                              \
    X(ALSO_IN, "Also told in")                                                                         \
    X(REPORTS_COUNTED, "# reports of other stories")                                                   \
    X(REPORTS_COUNTED_ONE, "# report of another story")                                                \
    X(CANNOT_TELL_THESE, "Cannot tell:")                                                               \
    X(TIMELINE, "Timeline")                                                                            \
    X(TIMELINE_NOTE, "What happened when, by the reports: not when it was printed.")                   \
    X(THE_EVENT, "the event")                                                                          \
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
    X(BYTES, "# bytes")                                                                                \
    X(BYTES_ONE, "# byte")                                                                             \
    X(SEEN, "Seen")                                                                                    \
    X(VERSIONS_SEEN, "# versions")                                                                     \
    X(VERSIONS_SEEN_ONE, "# version")                                                                  \
    X(WHAT_CHANGED, "what changed")                                                                    \
    X(NO_TITLE, "no title")                                                                            \
    X(UNNAMED_OUTLET, "outlet not named")                                                              \
    X(CUT_OFF, "cut off")                                                                              \
    X(APPEARANCE, "Appearance")                                                                        \
    X(AS_SYSTEM, "as the system")                                                                      \
    X(LIGHT, "light")                                                                                  \
    X(DARK, "dark")                                                                                    \
    X(NO_VERDICT, "synoptic lists what reports say and where they differ. It does not say who is right.") \
    X(DIGEST, "Digest")                                                                                \
    X(DIGEST_STORIES, "# stories")                                                                     \
    X(DIGEST_STORIES_ONE, "# story")                                                                   \
    X(DIGEST_NONE, "No stories of that time.")                                                         \
    X(OF_OUTLETS, "of # outlets")                                                                      \
    X(OF_OUTLETS_ONE, "of # outlet")                                                                   \
    X(IN, "in")                                                                                        \
    X(AGREED_BY_ALL, "all say")                                                                        \
    X(AGREED_BY, "# of # say")                                                                         \
    X(SAYS, "says")                                                                                    \
    X(QUOTED, "quoted")                                                                                \
    X(ONLY_HERE, "only")                                                                               \
    X(COPIES, "copies")                                                                                \
    X(REPORTS_OF_IT, "# reports")                                                                      \
    X(REPORTS_OF_IT_ONE, "# report")                                                                   \
    X(MORE_DIFFERENCES, "and # more differences")                                                      \
    X(MORE_DIFFERENCES_ONE, "and # more difference")                                                   \
    X(MORE_STORIES, "# more stories of that time are not told here.")                                  \
    X(MORE_STORIES_ONE, "# more story of that time is not told here.")                                 \
    /* Kinds of difference, counted, in the order of enum difference_kind. */                          \
    X(FIGURES, "# figures")                                                                            \
    X(FIGURES_ONE, "# figure")                                                                         \
    X(DATES, "# dates")                                                                                \
    X(DATES_ONE, "# date")                                                                             \
    X(NAMES, "# names")                                                                                \
    X(NAMES_ONE, "# name")                                                                             \
    X(PLACES, "# places")                                                                              \
    X(PLACES_ONE, "# place")                                                                           \
    X(ROLES, "# roles")                                                                                \
    X(ROLES_ONE, "# role")                                                                             \
    X(ACTIONS, "# actions")                                                                            \
    X(ACTIONS_ONE, "# action")                                                                         \
    X(DENIALS, "# denials")                                                                            \
    X(DENIALS_ONE, "# denial")                                                                         \
    X(SOURCES, "# sources")                                                                            \
    X(SOURCES_ONE, "# source")                                                                         \
    /* Versions of an article. */                                                                      \
    X(VERSION, "version #")                                                                            \
    X(SEEN_AT, "seen")                                                                                 \
    X(SAME_TEXT, "Neither the headline nor the text differ in a word.")                                \
    X(TAKEN_OUT, "# words taken out")                                                                  \
    X(TAKEN_OUT_ONE, "# word taken out")                                                               \
    X(PUT_IN, "# put in")                                                                              \
    X(LINES_CHANGED, "# paragraphs changed")                                                           \
    X(LINES_CHANGED_ONE, "# paragraph changed")                                                        \
    X(LINES_ADDED, "# added")                                                                          \
    X(LINES_REMOVED, "# removed")                                                                      \
    X(LINES_MOVED, "# moved")                                                                          \
    X(LINES_SAME, "# paragraphs unchanged")                                                            \
    X(LINES_SAME_ONE, "# paragraph unchanged")                                                         \
    X(OF_CONSEQUENCE, "Of consequence")                                                                \
    X(SILENTLY, "silently")                                                                            \
    X(SILENT_NOTE, "Silently: no note of correction that is new in the later version speaks of it.")   \
    X(NOT_RESTAMPED, "The later version bears the same time of change as the earlier one.")            \
    X(NEW_NOTE, "New note of correction:")                                                             \
    X(TIMES, "# times")                                                                                \
    X(IS_GONE, "no longer there")                                                                      \
    X(IS_NEW, "not there before")                                                                      \
    X(THE_TEXT, "The text")                                                                            \
    X(REMOVED, "removed")                                                                              \
    X(ADDED, "added")                                                                                  \
    X(MOVED_TO, "moved here")                                                                          \
    X(MOVED_FROM, "moved elsewhere")                                                                   \
    X(FROM_VERSION, "from")                                                                            \
    X(TO_VERSION, "to")                                                                                \
    X(KEY_REMOVED, "taken out")                                                                        \
    X(KEY_ADDED, "put in")                                                                             \
    X(SKIP_TEXT, "Skip to the text")                                                                   \
    X(CHANGES_OF, "Changes")                                                                           \
    /* An article. */                                                                                  \
    X(IN_STORY, "story")                                                                               \
    X(MODIFIED, "changed")                                                                             \
    X(SHOWN, "shown here")                                                                             \
    X(LEFT_OUT, "# parts left out:")                                                                   \
    X(LEFT_OUT_ONE, "# part left out:")                                                                \
    X(NAMED, "Names")                                                                                  \
    X(SAYS_WHAT, "Who says what")                                                                      \
    X(WORDS_COUNTED, "# words")                                                                        \
    X(WORDS_COUNTED_ONE, "# word")                                                                     \
    X(CORRECTIONS, "Corrections")                                                                      \
    X(FIGURES_TITLE, "Figures")

#define WORD_AS_ENUM(name, text) WORD_##name,
enum word { TELL_WORDS(WORD_AS_ENUM) WORD_COUNT };

const char *word_text(enum word word);
/* Puts the text with each '#' replaced by the next of `numbers`. */
void word_put(struct buffer *out, enum word word, uint32_t first, uint32_t second, uint32_t third);
/* The same, in the form for one thing where `first` is 1; the list must have a _ONE line after `word`. */
void word_count(struct buffer *out, enum word word, uint32_t first, uint32_t second, uint32_t third);

/* What a reader calls the kinds: "conflict", "other scope"; "figure", "denial"; "reprint", "rewrite". */
const char *word_difference(unsigned label);
const char *word_counted(unsigned label);   /* behind a number: "2 in conflict" */
const char *word_kind(unsigned kind);
const char *word_lineage(unsigned kind);
/* "likely", "possible, inferred": how much speaks for a descent; empty where neither is known. */
void word_sureness(struct buffer *out, float sure, bool inferred);
/* A language's English name, or its code. */
struct span word_language(struct span code);

#endif
