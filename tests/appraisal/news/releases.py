"""Invented releases: no text here was ever published."""

PLAIN = """
Researchers at the Lakeside Institute report on a cream for people with itchy elbows.
The work was led by Dr. Ada Miller and appears in the Journal of Elbow Medicine. The
team looked at how the skin of the elbow answers to the cream when it is used in the
morning and in the evening, and asked the people who came to the clinic how they felt.

"We wanted to know what happens to the skin," said Miller, who leads the department of
skin care at the institute. "Many of those who come to us had been told to wait." The
cream is made from plants that grow near the lake, and the recipe was found in an old
book in the library of the town. People were asked to keep a diary. The team read the
diaries and spoke with those who had written them. They told the team that their elbows
were better at the end of the month than they were at the beginning of it, and that
they were glad of the talk. The institute has looked after the people of the town for a
hundred years, and the team will go on with its visits to the villages near the lake.
"""

COST = """
The cream costs about $40 a month, compared with $900 for the injections, and is less
expensive than surgery. Most insurance plans and Medicare cover the cost of treatment.
Each visit to the surgeon costs $300, and the total savings were estimated at $1,900 for
each patient, so that the cream is an affordable option. "Patients pay for it out of
pocket when insurers will not," said Miller, "but the price is low, and the lower costs
are the reason why we recommend the cream instead of the expensive injections."
"""
BENEFITS = """
Of the 240 participants who were randomly assigned, 62 percent of the patients in the
treatment group were free of itching, compared with 41 percent in the placebo group,
a difference of 21 percentage points at 12 weeks (95% CI 12 to 30, p<0.01).
"""
HARMS = """
The most common side effects were rash, headache and nausea, in 14 percent of patients
compared with 6 percent in the placebo group. Serious adverse events such as bleeding
and infection occurred in 2 percent of patients, and complications led 5 to stop.
"""
EVIDENCE = """
The randomized, double-blind, placebo-controlled clinical trial enrolled 1,240 patients
who were followed for two years. The authors note limitations: the study does not prove
cause and effect, and more research is needed to confirm the findings. However, the
meta-analysis of earlier randomized trials pointed the same way.
"""
FUNDING = """
The study was funded by the National Institutes of Health and supported by a grant from
the Lake Foundation. Disclosures: Dr. Miller is a consultant for Elbow Inc. and reports
receiving personal fees. The other authors declare no conflicts of interest.
"""
ALTERNATIVES = """
Other treatments for itchy elbows include surgery, steroids, antidepressants and
physical therapy. Compared with standard treatment, which relies on injections, the
cream did as well as the conventional drugs. Existing treatments have more side effects.
"""
AVAILABILITY = """
The cream is FDA approved, is available by prescription in the United States, and can
be used at home. It is commercially available over the counter and widely used.
"""
LOUD = """
"This is a revolutionary breakthrough, an incredible miracle and a game changer," said
the chief executive. "We are thrilled. It is a dramatic, remarkable, powerful cure, and
patients are excited about this amazing, unprecedented promise!"
"""
BURDEN = """
Wrinkles, aging, fat and low back pain affect 80 million Americans, and the silent,
debilitating epidemic of weight gain is one of the most common causes of suffering
worldwide. Healthy people at risk of an itch should have screening tests.
"""
NEW = """
Previous studies had shown little, and little is known of the elbow. Unlike earlier
research, this is the first study of its kind in the world, and a new approach for
patients who do not respond to the only treatment.
"""
