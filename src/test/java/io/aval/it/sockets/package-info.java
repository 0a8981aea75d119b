/** An application with WebSocket endpoints around Aval, for the integration tests. */
@org.jspecify.annotations.NullMarked
package io.aval.it.sockets;
