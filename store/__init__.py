"""What is kept: records, the workspace, history, queries, exports."""
