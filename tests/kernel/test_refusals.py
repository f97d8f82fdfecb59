from medagora.kernel.refusals import BadInput, Refusal


def test_a_refusal_carries_its_sentence_and_field() -> None:
    refusal = BadInput("The address is empty.", field="address")

    assert str(refusal) == "The address is empty."
    assert (refusal.code, refusal.status, refusal.field) == (
        "bad_input",
        422,
        "address",
    )


def test_a_refusal_without_words_shows_its_code() -> None:
    assert str(Refusal()) == "refused"
