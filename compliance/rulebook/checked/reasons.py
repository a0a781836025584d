"""The reason codes that checks give, and the values each carries: what messages may speak of."""

from __future__ import annotations

# Reason code -> names of the values that every answer with this reason has.
REASONS: dict[str, frozenset[str]] = {
    # given for any check
    "not_in_force": frozenset(),
    "other_medium": frozenset(),
    "no_imprint": frozenset(),
    "not_stated": frozenset({"field"}),
    "reading_unsure": frozenset({"value"}),
    # imprint_present
    "imprint_found": frozenset({"count"}),
    "imprint_unsure": frozenset({"count"}),
    # field_present
    "stated": frozenset({"field", "value"}),
    "missing": frozenset({"field"}),
    "missing_unsure": frozenset({"field"}),
    "empty": frozenset({"field"}),
    "placeholder": frozenset({"field", "value"}),
    # date_real
    "date_real": frozenset({"value"}),
    "impossible_date": frozenset({"value"}),
    "no_year": frozenset({"value"}),
    "date_unreadable": frozenset({"value"}),
    # before_polling_day, within_campaign, outside_silence
    "election_unknown": frozenset({"date"}),
    "elections_differ": frozenset({"date", "elections"}),
    "before_polling_day": frozenset({"date", "polling_day"}),
    "on_polling_day": frozenset({"date", "polling_day"}),
    "after_polling_day": frozenset({"date", "polling_day"}),
    "in_campaign": frozenset({"date", "polling_day", "start"}),
    "before_start": frozenset({"date", "polling_day", "start"}),
    "start_inferred": frozenset({"date", "polling_day", "start"}),
    "start_unknown": frozenset({"date", "polling_day"}),
    "campaign_over": frozenset({"date", "polling_day"}),
    "outside_silence": frozenset({"date", "polling_day", "silence"}),
    "in_silence": frozenset({"date", "polling_day", "silence"}),
    "hour_decides": frozenset({"date", "polling_day", "silence"}),
    # print_run_positive
    "run_positive": frozenset({"value"}),
    "run_not_positive": frozenset({"value"}),
    "run_in_words": frozenset({"value"}),
    "run_unreadable": frozenset({"value"}),
    # parties_agree
    "names_agree": frozenset({"first", "second"}),
    "names_differ": frozenset({"first", "second"}),
    "names_unsure": frozenset({"first", "second"}),
    # payer_role
    "role_allowed": frozenset({"value"}),
    "other_role": frozenset({"value"}),
    "role_not_stated": frozenset({"value"}),
    "payer_is_customer": frozenset({"value"}),
    # imprints_agree
    "one_imprint": frozenset(),
    "imprints_agree": frozenset({"count"}),
    "imprints_differ": frozenset({"field", "first", "second"}),
    # label_spelling
    "no_labels": frozenset(),
    "usual_spelling": frozenset(),
    "unusual_spelling": frozenset({"value", "standard"}),
    # what the caller knows: any check that asks for facts
    "medium_unknown": frozenset(),
    "fact_not_given": frozenset({"fact"}),
    "fact_missing": frozenset({"fact"}),
    "fact_known": frozenset({"fact", "value"}),
    # words_absent, fields_without_words
    "no_text": frozenset(),
    "no_such_words": frozenset(),
    "words_found": frozenset({"value"}),
    "word_in_field": frozenset({"field", "name", "value"}),
    # paid_in_time
    "paid_in_time": frozenset({"date", "polling_day", "limit"}),
    "paid_late": frozenset({"date", "polling_day", "limit"}),
    "paid_hour_decides": frozenset({"date", "polling_day", "limit"}),
    # poll_facts_stated, days_before_polling
    "no_poll": frozenset(),
    "poll_facts_stated": frozenset(),
    "poll_facts_missing": frozenset({"missing"}),
    "poll_facts_not_found": frozenset({"missing"}),
    "in_last_days": frozenset({"date", "polling_day", "first"}),
    "outside_last_days": frozenset({"date", "polling_day", "first"}),
    # address_in_country
    "address_abroad": frozenset({"value"}),
    "address_not_abroad": frozenset({"value"}),
    # list_candidate_fund, paid_from_fund, payer_not_third_party
    "no_list_candidate": frozenset(),
    "list_candidate_fund": frozenset({"value"}),
    "fund_of_another": frozenset({"value"}),
    "fund_money": frozenset({"value"}),
    "other_money": frozenset({"value"}),
    "payer_for_customer": frozenset({"first", "second"}),
    # in_language
    "language_known": frozenset({"value"}),
    "language_unknown": frozenset(),
    # dated_by_publication
    "publication_unknown": frozenset(),
    "dated_in_time": frozenset({"date", "published"}),
    "dated_later": frozenset({"date", "published"}),
}

# Check -> the reasons with which it fails. A rule's message may use the values that all of them have.
FAILS: dict[str, tuple[str, ...]] = {
    "imprint_present": ("no_imprint",),
    "field_present": ("missing", "empty", "placeholder"),
    "date_real": ("impossible_date",),
    "before_polling_day": ("on_polling_day", "after_polling_day"),
    "within_campaign": ("before_start",),
    "outside_silence": ("in_silence",),
    "print_run_positive": ("run_not_positive",),
    "parties_agree": ("names_differ",),
    "payer_role": ("other_role",),
    "imprints_agree": ("imprints_differ",),
    "label_spelling": ("unusual_spelling",),
    "words_absent": ("words_found", "fact_known"),
    "fields_without_words": ("word_in_field",),
    "fact_is": ("fact_known",),
    "fact_in": ("fact_known",),
    "fact_at_least": ("fact_known",),
    "paid_in_time": ("paid_late",),
    "poll_facts_stated": ("poll_facts_missing",),
    "days_before_polling": ("in_last_days",),
    "address_in_country": ("address_abroad",),
    "list_candidate_fund": ("list_candidate_fund",),
    "paid_from_fund": ("other_money",),
    "payer_not_third_party": ("names_differ",),
    "source_shown": ("fact_known",),
    "in_language": ("language_known",),
    "dated_by_publication": ("dated_later",),
}
# Reasons that say: a fact was wanting. What only a caller, or a fuller calendar, can supply.
WANTING = frozenset(
    {
        "fact_missing", "fact_not_given", "medium_unknown", "publication_unknown", "language_unknown",
        "election_unknown", "elections_differ", "start_unknown", "start_inferred", "hour_decides", "paid_hour_decides",
        "poll_facts_not_found", "no_text",
    }
)  # fmt: skip


def failing_values(check: str) -> frozenset[str]:
    """Return the names that a rule's message may use for this check.

    >>> sorted(failing_values("within_campaign"))
    ['date', 'polling_day', 'start']
    """
    return frozenset.intersection(*(REASONS[reason] for reason in FAILS[check]))
