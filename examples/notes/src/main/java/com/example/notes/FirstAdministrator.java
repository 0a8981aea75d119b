package com.example.notes;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/** Writes down the administrator whom web.xml names; a system property of that name beats it. */
@WebListener
public class FirstAdministrator implements ServletContextListener {
  private static final String NAME = "notes.first-administrator";

  @Inject Once once;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    String id = System.getProperty(NAME, event.getServletContext().getInitParameter(NAME));
    if (id != null) {
      once.add(id, new Administrator(id));
    }
  }
}
