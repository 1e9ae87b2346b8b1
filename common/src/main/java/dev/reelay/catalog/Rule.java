package dev.reelay.catalog;

/**
 * What a schema cannot say well: a condition over several fields under which an input is wrong.
 *
 * @param when over the input with its defaults; the input is wrong where it holds
 * @param at the JSON pointer of the field to blame
 * @param message what would be right
 */
record Rule(Expression when, String at, String message) {}
