package io.aval.internal.cdi;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** What web.xml says of error pages, which the servlet API does not tell. */
final class ErrorPages {
  private static final System.Logger LOG = System.getLogger(ErrorPages.class.getName());

  private ErrorPages() {}

  /** Whether an exception leads to a page: one for its type, or one for everything. */
  static boolean haveOneForExceptions(ServletContext context) {
    try (InputStream in = context.getResourceAsStream("/WEB-INF/web.xml")) {
      return in != null && haveOneForExceptions(in);
    } catch (IOException | XMLStreamException unreadable) {
      LOG.log(System.Logger.Level.DEBUG, "web.xml could not be read for error pages", unreadable);
      return true; // then the server knows better
    }
  }

  static boolean haveOneForExceptions(InputStream webXml) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newInstance();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    XMLStreamReader xml = factory.createXMLStreamReader(webXml);
    try {
      boolean found = false;
      while (!found && xml.hasNext()) {
        found =
            xml.next() == XMLStreamConstants.START_ELEMENT
                && xml.getLocalName().equals("error-page")
                && !isForAStatus(xml);
      }
      return found;
    } finally {
      xml.close();
    }
  }

  /** Reads to the end of the page. */
  private static boolean isForAStatus(XMLStreamReader page) throws XMLStreamException {
    boolean status = false;
    while (page.nextTag() == XMLStreamConstants.START_ELEMENT) {
      status |= page.getLocalName().equals("error-code");
      page.getElementText();
    }
    return status;
  }
}
