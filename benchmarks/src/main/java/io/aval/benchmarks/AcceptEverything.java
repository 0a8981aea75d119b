package io.aval.benchmarks;

import java.security.InvalidParameterException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SignatureSpi;

/**
 * A cryptography provider that takes every RS256 signature at once, so that what is left of a
 * verification is the library's own work. For benchmarks only, as its name should tell.
 */
public final class AcceptEverything extends Provider {
  private static final long serialVersionUID = 1L;

  public AcceptEverything() {
    super("AcceptEverything", "1", "takes every signature; for benchmarks only");
    put("Signature.SHA256withRSA", Spi.class.getName());
  }

  /** The signature check that is none. */
  public static final class Spi extends SignatureSpi {
    @Override
    protected void engineInitVerify(PublicKey key) {}

    @Override
    protected void engineInitSign(PrivateKey key) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected void engineUpdate(byte b) {}

    @Override
    protected void engineUpdate(byte[] bytes, int from, int length) {}

    @Override
    protected byte[] engineSign() {
      throw new UnsupportedOperationException();
    }

    @Override
    protected boolean engineVerify(byte[] signature) {
      return true;
    }

    @Override
    @Deprecated
    protected void engineSetParameter(String name, Object value) {
      throw new InvalidParameterException();
    }

    @Override
    @Deprecated
    protected Object engineGetParameter(String name) {
      throw new InvalidParameterException();
    }
  }
}
