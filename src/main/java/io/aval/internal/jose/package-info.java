/**
 * The core: from the text of a token to a verified identity, and from claims to a signed token. The
 * only importer of jose4j.
 *
 * <p>Uses {@code io.aval}, {@code io.aval.spi} and {@code io.aval.config}; knows nothing of
 * requests.
 */
@NullMarked
package io.aval.internal.jose;

import org.jspecify.annotations.NullMarked;
