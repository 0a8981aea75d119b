/**
 * The issuers that people have, as they are: their documents, their keys' and their tokens' shapes
 * from {@code src/test/resources/issuers}, and the configuration that their pages tell people to
 * write. The keys themselves are made for each run.
 */
@NullMarked
package io.aval.testing.issuers;

import org.jspecify.annotations.NullMarked;
