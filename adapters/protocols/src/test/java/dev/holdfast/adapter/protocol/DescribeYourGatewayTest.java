package dev.holdfast.adapter.protocol;

import static dev.holdfast.adapter.protocol.Dialogue.PASSWORD;

import dev.holdfast.application.port.out.Expected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page for users: its example works. */
final class DescribeYourGatewayTest {

  private static String page() throws IOException {
    return Files.readString(Path.of("docs", "describe-your-gateway.md"));
  }

  @Test
  void theExampleWorks() throws Exception {
    String page = page();
    int start = page.indexOf("```yaml\n") + "```yaml\n".length();
    String example = page.substring(start, page.indexOf("```", start));
    new Dialogue(Protocols.described("mill.yaml", example), PASSWORD)
        .opens()
        .receives(
            "{'kind':'hello','nonce':'8f2c','firmware':'1.4'}",
            "write {'kind':'login','user':'a@b.test','password':'pw\\'1','nonce':'8f2c'}")
        .receives("{'kind':'welcome'}", "login accepted")
        .beats("{'kind':'alive','seq':2}")
        .receives("{'kind':'alive','re':2}", "heartbeat answered")
        .commands(
            "read",
            "{'sensor':3}",
            Expected.withKey("3"),
            "write {'kind':'do','seq':3,'what':'read','with':{'sensor':3}}")
        .receives("{'kind':'ok','re':3,'result':[]}", "answered 3 []")
        .receives(
            "{'kind':'reading','sensor':3,'number':41,'at':1795000000,'x':'3,-4','y':'1'}",
            "notify [reading 3 41] {'topic':'reading','id':'41','sensor':'3','time':1795000000,"
                + "'series':{'x':{'values':[3,-4],'rms':3.5355339059327378,'peak':4.0,"
                + "'crestFactor':1.131370849898476},'y':{'values':[1],'rms':1.0,'peak':1.0,"
                + "'crestFactor':1.0}}}");
  }
}
