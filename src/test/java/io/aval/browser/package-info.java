/** The browser client, in real browsers and in Node.js. */
@NullMarked
package io.aval.browser;

import org.jspecify.annotations.NullMarked;
