package parley.core;

/// One field of a request that breaks a rule.
///
/// @param rule the stable word for the rule: `required`, `length`, `format`, `reserved`
/// @param message the sentence for people
public record Violation(String field, String rule, String message) {}
