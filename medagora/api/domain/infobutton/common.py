"""Twenty diagnoses that general practices see most, to try the responder with.

Which they are is public knowledge: the commonest conditions that clinicians report in
Finley and others, Canadian Family Physician 2018;64:832-840, and the leading diagnoses
of office visits in the National Ambulatory Medical Care Survey (CDC), as far as a
medical subject of its own stands for them. The order is by part of the body.
"""

#: ICD-10; the first three characters are the same in ICD-10-CM.
COMMON_CODES = (
    "I10",
    "I25",
    "I48",
    "E11",
    "E78.5",
    "E66",
    "E03",
    "J45",
    "J44",
    "J18",
    "J30",
    "F32",
    "F41",
    "G43",
    "M54",
    "M17",
    "M81",
    "K21",
    "N39.0",
    "L30",
)
