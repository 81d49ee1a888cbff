using Xunit;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests.Launch;

/// <summary>The class archive fits one build of Java and the very jars that it was made with. Anything else starts without it.</summary>
public sealed class ClassArchiveTests
{
    /// <summary>From root, who changed the image, to the user that it runs as.</summary>
    private const string AsUser = "exec setpriv --reuid 1000 --regid 1000 --clear-groups zkagent run";

    [Theory]
    [InlineData("")]
    [InlineData("-bookworm")]
    [InlineData("-sid")]
    public async Task With_a_changed_jar_ZooKeeper_starts_without_it(string suite)
    {
        await using var ensemble = await Started("touch /usr/share/java/zookeeper-jute.jar", suite);

        Assert.False((await JavaProcess.Of(ensemble[0])).UsesArchive);
        var log = await ensemble[0].Logs();
        Assert.DoesNotContain(log.Split('\n'), line => line.Contains(" - ERROR [zkagent]", StringComparison.Ordinal) || line.Contains("[error]", StringComparison.Ordinal));
        // A class of the wrong archive would be missing or would not link. Other exceptions are ZooKeeper's own: 3.8.0 logged a NullPointerException once.
        foreach (var trouble in (string[])["NoClassDefFoundError", "ClassNotFoundException", "LinkageError", "VerifyError", "NoSuchMethodError", "NoSuchFieldError"])
            Assert.DoesNotContain(trouble, log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_broken_archive_ZooKeeper_starts_without_it()
    {
        await using var ensemble = await Started("truncate --size=100000 /usr/local/lib/zkagent/classes.jsa");

        Assert.False((await JavaProcess.Of(ensemble[0])).UsesArchive);
        Assert.DoesNotContain((await ensemble[0].Logs()).Split('\n'), line => line.Contains(" - ERROR [zkagent]", StringComparison.Ordinal) || line.Contains("[error]", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_Java_is_not_given_the_archive()
    {
        await using var ensemble = await Started("cp --archive \"$JAVA_HOME\" /opt/java && export JAVA_HOME=/opt/java");

        var java = await JavaProcess.Of(ensemble[0]);
        Assert.Equal("/opt/java/bin/java", java.Arguments[0]);
        Assert.False(java.UsesArchive);
        Assert.Contains("/opt/zookeeper/conf", java.ClassPath);
        Assert.Contains("ZooKeeper starts without a class archive: the image's archive was made with Java 21", await ensemble[0].Logs(), StringComparison.Ordinal);
    }

    /// <summary>The official image's layout, and whatever else an image is layered on: the archive is made by the image's own script and Java.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("-bookworm")]
    public async Task One_is_made_for_the_layout_of_Apaches_tarball(string suite)
    {
        await using var ensemble = await Started(
            """
            home=/apache-zookeeper-3.9.3-bin jars=/usr/share/java
            mkdir --parents $home/bin $home/lib
            cp /usr/share/zookeeper/bin/zkServer.sh $home/bin
            for jar in zookeeper zookeeper-jute slf4j-api metrics-core snappy-java netty-{buffer,common,handler,transport,codec,resolver} logback-{classic,core}; do
              cp --dereference $jars/$jar.jar $home/lib/$jar-3.9.3.jar
            done
            cat > $home/bin/zkEnv.sh <<'END'
            # The jars in front of the configuration directory, directories that are not there in front of both, and an empty entry at the end.
            ZOOCFG="$ZOOCFGDIR/zoo.cfg"
            JAVA="$JAVA_HOME/bin/java"
            CLASSPATH="$ZOOCFGDIR:$CLASSPATH"
            for jar in "$ZOOBINDIR"/../lib/*.jar "$ZOOBINDIR"/../build/lib/*.jar; do CLASSPATH="$jar:$CLASSPATH"; done
            CLASSPATH="$ZOOBINDIR/../zookeeper-server/target/classes:$CLASSPATH"
            SERVER_JVMFLAGS="-Xmx1000m $SERVER_JVMFLAGS"
            END
            export ZOOKEEPER_HOME=$home
            zkagent archive-classes
            cd $home
            """, suite);

        var java = await JavaProcess.Of(ensemble[0]);
        Assert.Contains("/apache-zookeeper-3.9.3-bin/bin/../lib/zookeeper-3.9.3.jar", java.ClassPath);
        Assert.True(java.UsesArchive, await ensemble[0].Logs());
        Assert.Contains("for /apache-zookeeper-3.9.3-bin/bin/zkServer.sh with Java ", await ensemble[0].Logs(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_root_none_is_made_and_the_reason_is_told()
    {
        await using var ensemble = await Ensemble.Serving(1);

        var result = await ensemble[0].Exec("zkagent", "archive-classes");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("cannot archive ZooKeeper's classes: ", result.Error, StringComparison.Ordinal);
        Assert.Contains("run this as root while the image is built", result.Error, StringComparison.Ordinal);
        Assert.True((await JavaProcess.Of(ensemble[0])).UsesArchive);
    }

    /// <summary>A member whose image root changed before it started.</summary>
    private static Task<Ensemble> Started(string change, string suite = "") => Ensemble.Serving(1, member => member
        .WithImage(TestImages.Agent + suite).WithUser("0")
        .WithShell("bash", $"set -e\nchown -R 1000:1000 /var/lib/zookeeper\n{change}\n{AsUser}"));
}
