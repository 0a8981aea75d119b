/**
 * Programmatic WebSocket endpoints whose callbacks know who speaks.
 *
 * <p>Annotated endpoints need nothing of this package: {@link io.aval.Authenticated} or {@link
 * io.aval.Identified} on their class is enough.
 */
@NullMarked
package io.aval.websocket;

import org.jspecify.annotations.NullMarked;
