/// The REST table described: as OpenAPI 3.1 for programs, as a page for people. Both are made from
/// the rows that requests are answered by. Start at [OpenApiDocument].
@NullMarked
package parley.gateway.openapi;

import org.jspecify.annotations.NullMarked;
