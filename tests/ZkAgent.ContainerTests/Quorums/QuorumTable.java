import java.util.*;
import org.apache.zookeeper.server.quorum.flexible.QuorumHierarchical;

/** Reads a rule a line, "1*10:2*1:3*1,4*1" (groups of server*weight), and says of each set of servers what QuorumHierarchical says. */
public class QuorumTable {
    public static void main(String[] args) throws Exception {
        Scanner in = new Scanner(System.in);
        while (in.hasNextLine()) {
            String line = in.nextLine().trim();
            if (line.isEmpty()) continue;
            Properties p = new Properties();
            int g = 0, n = 0;
            for (String group : line.split(",")) {
                StringBuilder members = new StringBuilder();
                for (String part : group.split(":")) {
                    String[] w = part.split("\\*");
                    members.append(members.length() > 0 ? ":" : "").append(w[0]);
                    p.setProperty("weight." + w[0], w[1]);
                    p.setProperty("server." + w[0], "localhost:" + (2000 + Integer.parseInt(w[0])) + ":" + (3000 + Integer.parseInt(w[0])) + ":participant;" + (4000 + Integer.parseInt(w[0])));
                    n = Math.max(n, Integer.parseInt(w[0]));
                }
                p.setProperty("group." + (++g), members.toString());
            }
            QuorumHierarchical rule = new QuorumHierarchical(p);
            StringBuilder bits = new StringBuilder();
            for (int set = 0; set < 1 << n; set++) {
                Set<Long> ids = new HashSet<>();
                for (int i = 0; i < n; i++) if ((set >> i & 1) == 1) ids.add((long) i + 1);
                bits.append(rule.containsQuorum(ids) ? '1' : '0');
            }
            System.out.println(line + " " + bits);
        }
    }
}
