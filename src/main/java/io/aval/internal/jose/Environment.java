package io.aval.internal.jose;

import java.time.Clock;
import java.util.concurrent.Executor;

/**
 * What the core needs of its surroundings; the roof builds it once per application.
 *
 * @param clock tells the time for ages, expiries and limiters
 * @param fetch the way to the network
 * @param background runs refreshes of keys. One task per provider at a time, each bounded by the
 *     bounds of {@code fetch}; a full or shut down executor only makes a refresh run elsewhere
 * @param resources where {@code classpath:} keys are found
 */
public record Environment(Clock clock, Fetch fetch, Executor background, ClassLoader resources) {}
