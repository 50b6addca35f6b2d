@org.jspecify.annotations.NullMarked
package parley.gateway;
