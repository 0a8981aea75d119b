package io.aval.benchmarks;

import java.security.Security;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What the libraries themselves cost: the same verifications as in {@link VerifyBenchmark}, with a
 * provider that takes every signature at once.
 */
// A heap that is small and there from the start: else fresh pages cost more than the garbage.
@Fork(value = 3, jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"})
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class OwnWorkBenchmark {
  private final VerifyBenchmark verification = new VerifyBenchmark();

  @Setup
  public void prepare() throws Exception {
    verification.algorithm = "RS256";
    verification.prepare();
    Security.insertProviderAt(new AcceptEverything(), 1);
  }

  @TearDown
  public void restore() {
    Security.removeProvider("AcceptEverything");
  }

  /** What looking up and calling such a check costs: not the library's work. */
  @Benchmark
  public boolean rawSignature() throws Exception {
    return verification.rawSignature();
  }

  @Benchmark
  public Object aval() {
    return verification.avalFresh();
  }

  @Benchmark
  public Object peerJose4j() throws Exception {
    return verification.peerJose4j();
  }

  @Benchmark
  public Object peerSpring() {
    return verification.peerSpring();
  }

  @Benchmark
  public Object peerSmallRye() throws Exception {
    return verification.peerSmallRye();
  }
}
