package io.aval.internal.request;

/**
 * Nobody can tell what a token is worth: no verdict, so nobody is let in, by this door or another
 * of the same call. What was the fault is for the log: an error page may show what is thrown.
 */
final class NotExamined extends IllegalStateException {
  private static final long serialVersionUID = 1L;
  private static final System.Logger LOG = System.getLogger(Doorkeeper.class.getName());

  /** What a request remembers in place of a verdict; each door throws an exception of its own. */
  static final Object MARK = NotExamined.class;

  NotExamined() {
    super("The call's token could not be examined: see AVAL-203");
  }

  /** Reports the fault. */
  static NotExamined because(RuntimeException fault) {
    LOG.log(
        System.Logger.Level.ERROR,
        "AVAL-203 A call fails because its token could not be examined; if the application has"
            + " a RevocationStore, most likely it threw this",
        fault);
    return new NotExamined();
  }
}
