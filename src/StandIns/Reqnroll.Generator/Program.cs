using Reqnroll.Generator;

// Called by Reqnroll.targets. Problems go to standard output in MSBuild's canonical form.
return GeneratorRun.Start(args, Console.Out);
