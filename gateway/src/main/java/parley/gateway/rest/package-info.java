/// The routes of PROTOCOL.md section 8. Each route is a row of a table, from which the OpenAPI page
/// is made too.
@NullMarked
package parley.gateway.rest;

import org.jspecify.annotations.NullMarked;
