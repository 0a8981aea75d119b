package io.aval.internal.http;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is written by somebody else: of what the application says here only headers get
 * through. With it a request passes the application's filters, which may have something to say of
 * it to a browser, and still ends as it must, whatever else they do.
 */
public final class HeldResponse extends HttpServletResponseWrapper {

  /**
   * Holds an answer.
   *
   * @param response the answer that is written later
   */
  public HeldResponse(HttpServletResponse response) {
    super(response);
  }

  @Override
  public boolean isCommitted() {
    return false;
  }

  @Override
  public void flushBuffer() {}

  @Override
  public void setStatus(int status) {}

  @Override
  public void sendError(int status) {}

  @Override
  public void sendError(int status, @Nullable String message) {}

  @Override
  public void sendRedirect(String location) {}

  /** Overrides what Jakarta Servlet 6.1 has and 6.0 has not. */
  @SuppressWarnings({"MissingOverride", "unused"})
  public void sendRedirect(String location, int status, boolean clearBuffer) {}

  @Override
  public void setContentType(@Nullable String type) {}

  @Override
  public void setContentLength(int length) {}

  @Override
  public void setContentLengthLong(long length) {}

  @Override
  public void setCharacterEncoding(@Nullable String charset) {}

  @Override
  public void setLocale(@Nullable Locale locale) {}

  @Override
  public PrintWriter getWriter() {
    return new PrintWriter(Writer.nullWriter());
  }

  @Override
  public ServletOutputStream getOutputStream() {
    return new Nowhere();
  }

  private static final class Nowhere extends ServletOutputStream {
    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new IllegalStateException("This answer is not written asynchronously");
    }

    @Override
    public void write(int octet) {}

    @Override
    public void write(byte[] octets, int offset, int length) {}
  }
}
