"""What changed on a question since TPI's first round, in a few words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bening.domain.reviewing import NOTHING
from bening.domain.scoring import Question, parse_answer, score
from bening.domain.scoring.instrument import Instrument
from bening.evaluations.pages.cards import answer_shown
from bening.reviews.dossier import answers_in


class Changes:
    """Two frozen contents of one sheet; `first` is None where there was no first round."""

    def __init__(
        self, instrument: Instrument, first: Mapping[str, Any] | None, now: Mapping[str, Any]
    ) -> None:
        self.instrument, self.first, self.now = instrument, first, now
        self.before = answers_in(first) if first else {}
        self.after = answers_in(now) if first else {}

    def words(self, question: Question) -> str:
        """Such as ``jawaban B menjadi A, 1 bukti baru``; empty where nothing changed."""
        if self.first is None:
            return ""
        code = question.code
        before, after = self.before.get(code, NOTHING), self.after.get(code, NOTHING)
        found = []
        if before.is_empty and not after.is_empty:
            found.append(_("baru dijawab"))
        elif before != after:
            found.append(
                _("jawaban %(before)s menjadi %(after)s")
                % {"before": self._shown(question, before), "after": self._shown(question, after)}
            )
        found += self._proofs(code)
        if not found and self._note(self.first, code) != self._note(self.now, code):
            found.append(_("penjelasan diubah"))
        return ", ".join(found)

    def is_new(self, code: str, proof: Mapping[str, Any]) -> bool:
        """Whether a piece of evidence, or this revision of it, was not there before."""
        if self.first is None:
            return False
        known = {(one["id"], one["revision"]) for one in self.first["evidence"].get(code, ())}
        return (proof["id"], proof["revision"]) not in known

    def _proofs(self, code: str) -> list[str]:
        proofs = self.now["evidence"].get(code, ())
        added = sum(self.is_new(code, one) for one in proofs)
        kept = {one["id"] for one in proofs}
        before = (self.first or {})["evidence"].get(code, ())
        gone = sum(one["id"] not in kept for one in before)
        words = []
        if added:
            words.append(
                ngettext("%(count)s bukti baru", "%(count)s bukti baru", added) % {"count": added}
            )
        if gone:
            words.append(
                ngettext("%(count)s bukti dilepas", "%(count)s bukti dilepas", gone)
                % {"count": gone}
            )
        return words

    def _shown(self, question: Question, held: Any) -> str:
        given = parse_answer(question, held.value or None, held.inputs or None)
        node = score(self.instrument, {question.code: given} if given else {}).node(question.code)
        return answer_shown(given, node.ratio) or "–"

    @staticmethod
    def _note(content: Mapping[str, Any], code: str) -> str:
        return str((content["answers"].get(code) or {}).get("note") or "")
