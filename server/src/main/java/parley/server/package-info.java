@org.jspecify.annotations.NullMarked
package parley.server;
