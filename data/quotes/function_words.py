"""Small words in front of nouns: articles and their like, by the case they stand in, and prepositions."""

from __future__ import annotations

from aitui.data.quotes.words import words

NOMINATIVE = words(
    """
    der die das ein eine dieser diese dieses sein seine ihr ihre unser unsere kein keine jeder jede mehrere
    viele einige manche beide zwei drei alle andere jener jene deutsche deren dessen
    """
)
OBLIQUE = words(
    """
    dem den des einem einen einer eines diesem diesen seinem seinen seiner seines ihrem ihren ihrer ihres
    unserem unseren unserer keinem keinen jedem jeden
    """
)
OBJECTS = words("mir dir ihm ihn uns euch ihnen mich dich sich")
"""Pronouns that are no subject; what follows them is a phrase of its own."""
POSSESSIVES = words("sein seine seinem seinen seiner seines ihr ihre ihrem ihren ihrer ihres")
"""What belongs to somebody spoken of before."""
PREPOSITIONS = words(
    """
    an am ans auf aus außer bei beim bis durch für gegen gegenüber gemäss hinter in im ins mit nach neben ohne seit
    über um unter vom von vor vorm während wegen trotz zu zum zur zwischen laut gemäß zufolge dank entlang
    innerhalb außerhalb anhand aufgrund mithilfe mittels per pro samt statt als wie ab angesichts anlässlich
    bezüglich hinsichtlich infolge inklusive je mangels nahe namens rund seitens
    """
)
GOVERNING = NOMINATIVE | OBLIQUE | PREPOSITIONS
"""All of them: a noun follows."""
RELATIVE = words("der die das dem den denen dessen deren welche welcher welches welchem welchen")
"""Relative pronouns."""
