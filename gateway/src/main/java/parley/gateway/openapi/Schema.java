package parley.gateway.openapi;

import java.util.List;
import parley.gateway.http.Shape;

/// One object that bodies and answers are made of.
///
/// @param meaning one sentence
public record Schema(String name, String meaning, List<Shape> fields) {
    static Schema of(String name, String meaning, String... fields) {
        return new Schema(name, meaning, Shape.all(fields));
    }
}
