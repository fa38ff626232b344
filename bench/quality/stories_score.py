"""Measures of groupings: how near the stories that were found are to those that people saw.

  score(labels, found)         labels: id -> label, None where nobody said; found: id -> story
  score_pairs(pairs, found)    pairs: rows {"a", "b", "same"}
  losses(labels, found)        which labels were split, which stories are mixed, the worst first

A labelled report that was not found is a story of its own.  Reports without a label are not scored, but those that
share a story with a labelled one are counted as intruders.  Definitions: BCubed by Amigo and others, "A comparison
of extrinsic clustering evaluation metrics based on formal constraints" (2009); homogeneity, completeness and
V-measure by Rosenberg and Hirschberg (2007); the adjusted Rand index by Hubert and Arabie (1985).
"""
import collections
import math


def harmonic(p, r):
    return 2 * p * r / (p + r) if p + r else 0.0


def share(part, whole):
    return part / whole if whole else 1.0


def pairs_of(count):
    return count * (count - 1) // 2


class Crossing:
    """how many reports each pair of label and story has in common"""

    def __init__(self, labels, found):
        self.story_of = {i: found.get(i, ("alone", i)) for i, label in labels.items() if label is not None}
        self.label_of = {i: labels[i] for i in self.story_of}
        self.count = len(self.story_of)
        self.labels = collections.Counter(self.label_of.values())
        self.stories = collections.Counter(self.story_of.values())
        self.cells = collections.Counter((self.label_of[i], self.story_of[i]) for i in self.story_of)


def bcubed(c):
    """for each report: which part of its story has its label, which part of its label is in its story; the means"""
    precision = sum(n * n / c.stories[story] for (_, story), n in c.cells.items())
    recall = sum(n * n / c.labels[label] for (label, _), n in c.cells.items())
    return share(precision, c.count), share(recall, c.count)


def joined_pairs(c):
    """pairs of reports with one label and one story; with one label; with one story"""
    return tuple(sum(map(pairs_of, counts.values())) for counts in (c.cells, c.labels, c.stories))


def adjusted_rand(c):
    both, of_labels, of_stories = joined_pairs(c)
    chance = share(of_labels * of_stories, pairs_of(c.count)) if c.count > 1 else 0
    most = (of_labels + of_stories) / 2
    return (both - chance) / (most - chance) if most != chance else 1.0


def entropy(counts, total):
    return -sum(n / total * math.log(n / total) for n in counts.values())


def purity(c):
    """homogeneity: what a story tells of the label; completeness: what a label tells of the story"""
    if not c.count:
        return 1.0, 1.0
    of_labels, of_stories = entropy(c.labels, c.count), entropy(c.stories, c.count)
    together = entropy(c.cells, c.count)
    return (1 - (together - of_stories) / of_labels if of_labels else 1.0,
            1 - (together - of_labels) / of_stories if of_stories else 1.0)


def score(labels, found):
    c = Crossing(labels, found)
    precision, recall = bcubed(c)
    both, of_labels, of_stories = joined_pairs(c)
    pair_precision, pair_recall = share(both, of_stories), share(both, of_labels)
    homogeneity, completeness = purity(c)
    strangers = [i for i, label in labels.items() if label is None]
    intruders = sum(found.get(i) in c.stories for i in strangers)
    return {"p": precision, "r": recall, "f1": harmonic(precision, recall),
            "pair_p": pair_precision, "pair_r": pair_recall, "pair_f1": harmonic(pair_precision, pair_recall),
            "homogeneity": homogeneity, "completeness": completeness, "v": harmonic(homogeneity, completeness),
            "ari": adjusted_rand(c), "reports": c.count, "labels": len(c.labels), "stories": len(c.stories),
            "missing": sum(i not in found for i in c.label_of),
            "strangers": len(strangers), "intruders": intruders}


def called_same(pair, found):
    story = found.get(pair["a"])
    return story is not None and story == found.get(pair["b"])


def score_pairs(pairs, found):
    said = sum(called_same(p, found) for p in pairs)
    same = sum(bool(p["same"]) for p in pairs)
    right = sum(bool(p["same"]) and called_same(p, found) for p in pairs)
    agreed = sum(bool(p["same"]) == called_same(p, found) for p in pairs)
    precision, recall = right / said if said else 0.0, right / same if same else 0.0
    return {"p": precision, "r": recall, "f1": harmonic(precision, recall), "accuracy": share(agreed, len(pairs)),
            "pairs": len(pairs), "same": same, "called_same": said}


def losses(labels, found):
    """(split, mixed): of each label that lies in several stories (loss, label, {story: ids}), of each story that holds
    reports of several labels, None among them, (loss, story, {label: ids}).  Loss: how much BCubed recall or precision
    its reports lack, summed up; an intruder counts as a whole report."""
    c = Crossing(labels, found)
    by_label, by_story = (collections.defaultdict(lambda: collections.defaultdict(list)) for _ in range(2))
    for i, label in labels.items():
        story = c.story_of.get(i, found.get(i))
        by_story[story][label].append(i)
        if label is not None:
            by_label[label][story].append(i)
    split = [(c.labels[label] - sum(len(ids) ** 2 for ids in parts.values()) / c.labels[label], label, parts)
             for label, parts in by_label.items() if len(parts) > 1]
    mixed = []
    for story, parts in by_story.items():
        if story in c.stories and len(parts) > 1:
            pure = sum(len(ids) ** 2 for label, ids in parts.items() if label is not None) / c.stories[story]
            mixed.append((c.stories[story] - pure + len(parts.get(None, ())), story, parts))
    return tuple(sorted(rows, key=lambda row: (-row[0], str(row[1]))) for rows in (split, mixed))
