/** An application whose callers are pages of other origins, for the integration tests. */
@org.jspecify.annotations.NullMarked
package io.aval.it.pages;
