"""A model that reads a handful of words by name, so that tests need no trained one.

It stands in for `dragoman.encoder.OnnxEncoder`: verbs of `_EVENTS` are triggers whose actor is the nominal before
and whose recipient the one after; verbs of `_CUES` are cues with the words before as source and the rest as content.
"""

import numpy as np

from dragoman.encoder import CueScores, Labels, Scores, TriggerScores

_EVENTS = {"accused": ("ACCUSE", "ACCUSE/allege"), "attacked": ("ASSAULT", "none"), "met": ("CONSULT", "none")}
_CUES = {"said"}
_PLACES = {"Moscow", "Kyiv", "Kremlin", "Russia", "Ukraine", "Israel", "Washington", "Tehran", "Damascus", "Kabul"}
_BODIES = {"NATO", "Hamas", "Hezbollah", "Taliban"}
_FUNCTION = {"on": "ADP", "in": "ADP", "It": "PRON", "it": "PRON", "So": "ADV"}
_SURE = -0.01
_UNSURE = -9.0


def _picked(n_rows, names, chosen):
    """Log scores of shape (n_rows, len(names)): sure of the chosen name, unsure of the others."""
    scores = np.full((n_rows, len(names)), _UNSURE, np.float32)
    for row, name in enumerate(chosen):
        scores[row, names.index(name)] = _SURE
    return scores


def _tag(word):
    if word in _EVENTS or word in _CUES:
        return "VERB"
    if not word[0].isalnum():
        return "PUNCT"
    return _FUNCTION.get(word, "PROPN" if word[0].isupper() else "NOUN")


def _entity(word):
    if _tag(word) != "PROPN":
        return "O"
    return "B-LOC" if word in _PLACES else "B-ORG" if word in _BODIES else "B-PER"


class FakeEncoder:
    """Reads by the words alone."""

    labels = Labels(
        tags=("O", "ACCUSE", "ASSAULT", "CONSULT"),
        modes=("none", "ACCUSE/allege"),
        statuses=("actual", "planned", "possible", "negated", "habitual"),
        upos=("ADP", "ADV", "NOUN", "PRON", "PROPN", "PUNCT", "VERB"),
        ner=("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"),
        relations=("case", "dep", "nsubj", "obj", "punct", "root"),
        event_roles=("none", "actor", "recipient", "place", "time", "by"),
        cue_roles=("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content"),
        event_threshold=0.5,
        cue_threshold=0.5,
        sha256="fake",
    )

    def stretches(self, sentences):
        return [[len(words)] for words in sentences]

    def score(self, sentences):
        return [self._sentence(list(words)) for words in sentences]

    def _sentence(self, words):
        verbs = [k for k, word in enumerate(words) if word in _EVENTS or word in _CUES]
        root = verbs[0] if verbs else 0
        events = [k for k in verbs if words[k] in _EVENTS]
        cues = [k for k in verbs if words[k] in _CUES]
        heads = [self._head(k, verbs, root) for k in range(len(words))]
        upos = [_tag(word) for word in words]
        relations = [self._relation(k, heads[k], upos[k]) for k in range(len(words))]
        chosen = [_EVENTS[word][0] if word in _EVENTS else "O" for word in words]
        return Scores(
            tags=_picked(len(words), self.labels.tags, chosen),
            cues=np.array([0.9 if k in cues else 0.1 for k in range(len(words))], np.float32),
            upos=np.array([self.labels.upos.index(tag) for tag in upos]),
            ner=_picked(len(words), self.labels.ner, map(_entity, words)),
            arcs=_picked(len(words), range(-1, len(words)), heads),
            relations=np.array([self.labels.relations.index(relation) for relation in relations]),
            triggers=tuple(self._trigger(k, words, upos) for k in events),
            cue_scores=tuple(self._cue(k, words) for k in cues),
        )

    @staticmethod
    def _head(k, verbs, root):
        if k == root:
            return -1
        if k in verbs:
            return root
        return min(verbs, key=lambda verb: (abs(verb - k), verb)) if verbs else root

    @staticmethod
    def _relation(k, head, tag):
        if head == -1:
            return "root"
        if tag == "PUNCT":
            return "punct"
        if tag in ("PROPN", "NOUN", "PRON"):
            return "nsubj" if k < head else "obj"
        return "dep"

    def _trigger(self, k, words, upos):
        nominal = [i for i, tag in enumerate(upos) if tag in ("PROPN", "NOUN", "PRON")]
        roles = ["none"] * len(words)
        for i in [i for i in nominal if i < k][-1:]:
            roles[i] = "actor"
        for i in [i for i in nominal if i > k][:1]:
            roles[i] = "recipient"
        mode = _EVENTS[words[k]][1]
        return TriggerScores(
            k,
            _picked(len(words), self.labels.event_roles, roles),
            _picked(1, self.labels.modes, [mode])[0],
            _picked(1, self.labels.statuses, ["actual"])[0],
        )

    def _cue(self, k, words):
        roles = ["B-source" if i == 0 else "I-source" for i in range(k)]
        roles += ["B-cue", *("B-content" if i == 0 else "I-content" for i in range(len(words) - k - 1))]
        return CueScores(k, _picked(len(words), self.labels.cue_roles, roles))
