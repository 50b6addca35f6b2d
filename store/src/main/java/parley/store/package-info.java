@org.jspecify.annotations.NullMarked
package parley.store;
