"""A card without a screen, for the tests: it is sent what a browser sends, and what it tells is kept."""

import logging

from fruskit.cards.live import Card


class Bare(Card):
    """A card whose host does nothing but keep what it is told, in order."""

    def __init__(self, exercise, record):
        self.told = []
        super().__init__(exercise, record, self.told.append, logging.getLogger("fruskit.tests"))

    def send(self, **message):
        self.receive(message)
        return self

    def answer(self, response):
        """Answers by the ids of the exercise, as Exercise.mark takes them."""
        return self.send(type="answer", response=self._drawing.show(response))
