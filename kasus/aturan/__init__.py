"""The rules of case handling as pure functions: facts in, decisions and sentences out.

No model, no query, no clock: times and "today" are arguments, so every rule can be tested with
made-up facts and gives the same answer on a screen, in an action and in a report.
"""
