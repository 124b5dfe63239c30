"""The parts of Blind rounds and Coding: a question and its answers, reconciling, tables of both."""
