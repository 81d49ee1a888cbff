using ZkAgent.EarlyPath;

Console.Error.WriteLine($"cannot do that yet: the early path fell through after {WrappedMain.SpentMilliseconds} ms");
return 99;
