package io.plash.macro;

import io.plash.macro.input.Inputs;

/**
 * What came out of an evaluation.
 *
 * @param inputs what it depended on
 */
public record Evaluation(BuildScript script, Inputs inputs) {}
