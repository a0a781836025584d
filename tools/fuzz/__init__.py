"""Random damage to everything that comes in: nothing may crash, hang, or point at characters that are not there.

python -m tools.fuzz --minutes 10                 every target in turn, figures at the end
python -m tools.fuzz --target rule --seed 7       one of them
"""
