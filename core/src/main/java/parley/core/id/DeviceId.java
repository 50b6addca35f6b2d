package parley.core.id;

/// One installation of a client: 64 bits from a secure source.
public record DeviceId(long bits) {}
