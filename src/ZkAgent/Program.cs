using ZkAgent;
using ZkAgent.CommandLine;
using ZkAgent.Commands;
using ZkAgent.Launch;
using ZkAgent.Logging;
using ZkAgent.Supervision;

if (ExecShim.Read(args) is { } call) return ExecShim.Become(call);

var program = Environment.GetCommandLineArgs()[0];
var words = OldNames.Translate(program, args);
if (words is [OldNames.RealScript, ..]) return RealScript.Become(args);

var invocation = Invocation.Parse(words, OldNames.Fallbacks(program));
if (invocation.Problem is { } problem)
{
    Console.Error.WriteLine($"zkagent: {problem}");
    return ExitCodes.WrongSettings;
}
if (invocation.Verb == "run" && !invocation.AsksForText)
{
    // As PID 1 a signal without a handler is lost, so this comes before anything that takes time.
    using var signals = UnixSignals.Listen(TimeProvider.System);
    using var log = new ContainerLog(TimeProvider.System, new StreamWriter(Console.OpenStandardError()));
    return await new RunCommand(invocation, signals, log).RunAsync();
}
return await OneShotCommands.RunAsync(invocation);
