"""The closed set of checks that rules can name; one file a kind, registered here and nowhere else."""

from __future__ import annotations

from compliance.engine.case import Check
from compliance.engine.checks import (
    before_polling_day,
    date_real,
    field_present,
    imprint_present,
    imprints_agree,
    label_spelling,
    outside_silence,
    parties_agree,
    payer_role,
    print_run_positive,
    within_campaign,
)

CHECKS: dict[str, Check] = {
    "before_polling_day": Check("moment", before_polling_day.build),
    "date_real": Check("imprint", date_real.build),
    "field_present": Check("imprint", field_present.build),
    "imprint_present": Check("ad", imprint_present.build),
    "imprints_agree": Check("ad", imprints_agree.build),
    "label_spelling": Check("imprint", label_spelling.build),
    "outside_silence": Check("moment", outside_silence.build),
    "parties_agree": Check("imprint", parties_agree.build),
    "payer_role": Check("imprint", payer_role.build),
    "print_run_positive": Check("imprint", print_run_positive.build),
    "within_campaign": Check("moment", within_campaign.build),
}
