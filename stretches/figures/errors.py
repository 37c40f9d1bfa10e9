class FigureError(ValueError):
    """A movement that can't be drawn, in words for the person who edits it.

    `message` is a template with named places (a msgid for whoever translates it) and `params` fills them.
    `cause` is a second sentence: the error inside pose 2, say. `str(error)` is the English text.
    """

    def __init__(self, message, *, cause=None, **params):
        super().__init__(message, params)
        self.message = message
        self.params = params
        self.cause = cause

    @property
    def sentences(self):
        """Each sentence as (message, params), for translation."""
        return [(self.message, self.params), *(self.cause.sentences if self.cause else [])]

    def __str__(self):
        return " ".join(message % params for message, params in self.sentences)
