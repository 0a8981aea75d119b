/** WebSocket endpoints that cannot be guarded, for the integration tests. */
@org.jspecify.annotations.NullMarked
package io.aval.it.mistakes;
