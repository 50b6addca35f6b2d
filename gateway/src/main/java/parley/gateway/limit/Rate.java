package parley.gateway.limit;

/// How many a second, and how many at once after a pause.
public record Rate(double perSecond, double burst) {
    public Rate {
        if (perSecond <= 0 || burst < 1) {
            throw new IllegalArgumentException("a rate lets something through");
        }
    }
}
