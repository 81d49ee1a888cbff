using ZkAgent.CommandLine;
using ZkAgent.Commands;
using ZkAgent.Core.Rendering;

var program = Environment.GetCommandLineArgs()[0];
var invocation = Invocation.Parse(OldNames.Translate(program, args));
if (invocation.Problem is { } problem)
{
    Console.Error.WriteLine($"zkagent: {problem}");
    return ZkAgent.ExitCodes.WrongSettings;
}
switch (invocation.Verb)
{
    case "help": Console.Out.Write(HelpText.All()); return 0;
    case "render":
    {
        var plan = PlanReading.Read(invocation, member: true);
        if (PlanReading.Refuse(plan, Console.Error) is { } refused) return refused;
        return RenderCommand.Run(plan.Settings!, plan.Seat!, System.Net.Dns.GetHostName(), LogLibrary.Logback, invocation.Options.GetValueOrDefault("output"), Console.Out, Console.Error);
    }
    case "explain":
    {
        var plan = PlanReading.Read(invocation, member: true);
        ExplainCommand.Run(plan, Console.Out);
        return PlanReading.Refuse(plan, Console.Error) ?? 0;
    }
    case "connect-string":
    {
        var plan = PlanReading.Read(invocation, member: false);
        return PlanReading.Refuse(plan, Console.Error) ?? ConnectStringCommand.Run(plan.Topology!, Console.Out);
    }
    default: return 99;
}
