using ZkAgent.CommandLine;
using ZkAgent.Commands;
using ZkAgent.Composition;
using ZkAgent.Hosting;
using ZkAgent.Logging;
using ZkAgent.Native;

if (ExecShim.Read(args) is { } call) return ExecShim.Exec(call);

var (program, arguments) = ScriptNames.Called(Environment.GetCommandLineArgs()[0], args);
var words = ScriptNames.Translate(program, arguments);
if (words is [ScriptNames.RealScript, ..]) return RealScript.Exec([.. words.Skip(1)]);
if (words is [ScriptNames.OtherProgram, ..]) return OtherProgram.Exec([.. words.Skip(1)]);

words = Invocation.OrHelp(words, Environment.ProcessId, terminal: LibC.IsTerminal(0) == 1 && LibC.IsTerminal(1) == 1);
var invocation = Invocation.Parse(words, ScriptNames.Fallbacks(program));
if (invocation.Problem is { } problem)
{
    Console.Error.WriteLine($"zkagent: {problem}");
    return ExitCodes.WrongSettings;
}
if (invocation.Verb != "run" || invocation.AsksForText) return await OneShotCommands.RunAsync(invocation);

// PID 1 loses a signal that has no handler, so this comes before anything that takes time.
using var signals = SignalLifetime.Listen(TimeProvider.System);
using var log = new ContainerLog(TimeProvider.System, new StreamWriter(Console.OpenStandardError()));
var (plan, refused) = await new TimedPreparation(settled => RunPreparation.Prepare(invocation, log, settled), signals.Stop, TimeProvider.System, log).RunAsync();
if (plan is null) return refused;

await using var agent = AgentComposition.Compose(plan, signals, log);
return await AgentRun.RunAsync(agent, plan, log);
