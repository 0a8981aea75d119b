package io.aval.it.team;

import jakarta.annotation.Resource;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Makes the table, with one member. */
@WebServlet(urlPatterns = "/team", loadOnStartup = 1)
public class TeamServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Resource(lookup = "java:comp/DefaultDataSource")
  private transient DataSource database;

  @Override
  public void init() throws ServletException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("drop table if exists aval_test_team");
      statement.execute(
          "create table aval_test_team (member_name varchar(200), role_name varchar(50))");
      statement.execute("insert into aval_test_team values ('member', 'admin')");
    } catch (SQLException e) {
      throw new ServletException(e);
    }
  }
}
