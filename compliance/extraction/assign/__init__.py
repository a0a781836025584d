"""Reading under learned weights: a window as units, one best labelling of them, and how likely it is an imprint.

`units` cuts a window into words, numbers, dates, quotations and phrases; `features` says what can be seen of each;
`model` finds the best labelling under weights that `tools/learn_reading` learned from labelled texts; `evidence`
weighs whether an imprint stands there at all; `read` turns all that into leaves.
"""
